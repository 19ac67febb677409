import type { ImportStateView } from '../../../src/hosts/http/api-types.ts';
import { ApiError, failureOf, withQuery } from './request.ts';

export type UploadOptions = {
  content: Blob;
  /** For people. */
  filename: string;
  credentialsId: string;
  /** @param sent Bytes that have left. */
  onProgress(sent: number): void;
  signal: AbortSignal;
};

/** Sends a file as it is; its check begins at once. Only this way of asking tells how much was sent. @throws {ApiError} */
export function uploadImport({
  content,
  filename,
  credentialsId,
  onProgress,
  signal,
}: UploadOptions): Promise<ImportStateView> {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    const fail = (message: string, code: string): void => reject(new ApiError(message, { status: 0, code }));
    call.open('POST', withQuery('/api/imports', { credentials_id: credentialsId, filename: filename.slice(-255) }));
    call.responseType = 'json';
    call.setRequestHeader('content-type', 'application/octet-stream');
    call.upload.onprogress = ({ loaded }) => onProgress(loaded);
    call.onload = () => {
      if (call.status >= 200 && call.status < 300) resolve(call.response as ImportStateView);
      else reject(failureOf(call.status, call.response));
    };
    call.onerror = () =>
      fail(
        `${filename} did not arrive: the connection broke off, or the file was moved or changed meanwhile. Nothing was sent to the store. Choose it again.`,
        'unreachable',
      );
    call.onabort = () => fail('The upload was cancelled.', 'cancelled');
    signal.addEventListener('abort', () => call.abort(), { once: true });
    call.send(content);
  });
}
