export {
  type RowMessage,
  readSettledRows,
  type SettledRow,
  type SettledRowPage,
  type SettledRowQuery,
} from './read-settled-rows.ts';
export { reportColumnNames } from './report-columns.ts';
export { type ReportContent, type ReportContentOptions, type ReportKind, reportContent } from './report-content.ts';
export { type ReportFiles, type WriteReportOptions, writeReport } from './write-report.ts';
