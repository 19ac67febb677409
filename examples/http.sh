#!/bin/sh
# The HTTP API with curl: one customer, many in one call, and a list. Start Rollcall first (`npm start`).
#
#   sh examples/http.sh
set -eu
cd "$(dirname "$0")/.."
url="${ROLLCALL_URL:-http://127.0.0.1:4321}"
key="${ROLLCALL_API_KEY:-$(npx rollcall api-key show)}"

call() {
  curl -sS "$url$1" -H "Authorization: Bearer $key" -H "Content-Type: application/json" -d "$2"
  echo
}

call /api/nodes/BigcommerceCreateCustomer/run \
  '{"credentials_id":"sandbox","email":"ana.curl@example.com","first_name":"Ana","last_name":"Ruiz","if_exists":"skip"}'

call /api/nodes/BigcommerceCreateCustomer/run-many '{
  "params": { "credentials_id": "sandbox", "if_exists": "skip", "last_name": "Example" },
  "items": [
    { "email": "luis.curl@example.com", "first_name": "Luis" },
    { "email": "nobody", "first_name": "No" }
  ]
}'

call /api/nodes/BigcommerceGetCustomers/run '{"credentials_id":"sandbox","name":"Ana","limit":3}'
