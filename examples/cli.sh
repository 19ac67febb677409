#!/bin/sh
# The terminal: a sandbox store, its credential, one customer, many from a file, and an import with its report. Everything is kept in a
# folder of its own, which is deleted at the end.
#
#   sh examples/cli.sh
set -eu
cd "$(dirname "$0")/.."
# Where Rollcall is installed this is node_modules/.bin/rollcall, or rollcall alone.
rollcall="${ROLLCALL:-node bin/rollcall.js}"
ROLLCALL_HOME=$(mktemp -d)
export ROLLCALL_HOME

$rollcall sandbox --port 0 --json > "$ROLLCALL_HOME/sandbox.json" &
sandbox=$!
trap 'kill $sandbox; wait $sandbox || true; rm -rf "$ROLLCALL_HOME"' EXIT
until grep -q url "$ROLLCALL_HOME/sandbox.json"; do
  kill -0 $sandbox
  sleep 0.2
done
field() { sed "s/.*\"$1\":\"\([^\"]*\)\".*/\1/" "$ROLLCALL_HOME/sandbox.json"; }

# Your own store needs no --api-url. The token is read from standard input, so that it is in no list of processes.
field access_token | $rollcall credentials add --id shop --store-hash "$(field store_hash)" --access-token - --api-url "$(field url)"

$rollcall create-customer --credentials shop --email ana@example.com --first-name Ana --last-name Ruiz

# Exit code 2: the command did its work, and some item failed.
$rollcall create-customer --credentials shop --items examples/people.csv --if-exists skip || [ $? -eq 2 ]

# A file that is checked, got in and accounted for, row by row. The last line of its output is the result.
$rollcall import examples/people.csv --credentials shop --if-exists update --json > "$ROLLCALL_HOME/import.json" || [ $? -eq 2 ]
id=$(sed -n 's/.*"import_id":"\([^"]*\)".*/\1/p' "$ROLLCALL_HOME/import.json")
$rollcall imports report "$id" --out "$ROLLCALL_HOME/report"
cat "$ROLLCALL_HOME/report/results.csv"
