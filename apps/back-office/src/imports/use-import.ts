import { useCallback, useState } from 'react';

/** An import that has not begun, runs, has failed, or has a report. */
export interface Import<Report> {
  readonly file: File | null;
  readonly isRunning: boolean;
  readonly failure: unknown;
  readonly report: Report | null;
  choose(file: File | null): void;
  start(): void;
  reset(): void;
}

/** Sends a file to an import and keeps its report. */
export function useImport<Report>(
  send: (file: File) => Promise<Report>,
  onDone: () => void,
): Import<Report> {
  const [file, setFile] = useState<File | null>(null);
  const [isRunning, setIsRunning] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const [report, setReport] = useState<Report | null>(null);

  const start = async () => {
    if (file === null) return;
    setIsRunning(true);
    setFailure(null);
    try {
      setReport(await send(file));
      onDone();
    } catch (error) {
      setFailure(error);
    } finally {
      setIsRunning(false);
    }
  };

  return {
    file,
    isRunning,
    failure,
    report,
    choose: useCallback((chosen: File | null) => {
      setFile(chosen);
      setFailure(null);
    }, []),
    start: () => void start(),
    reset() {
      setFile(null);
      setReport(null);
      setFailure(null);
    },
  };
}
