export { reportColumnNames } from './report-columns.ts';
export { type ReportContent, type ReportContentOptions, type ReportKind, reportContent } from './report-content.ts';
export { type ReportFiles, type WriteReportOptions, writeReport } from './write-report.ts';
