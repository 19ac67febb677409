import { useEffect, useRef, useState } from 'react';

type Take = (files: FileList | undefined) => void;

/** Who takes files, the latest last: a dialog before the page below it. */
const takers: { current: Take }[] = [];

/** Files dropped anywhere: beside the area the browser would open them and leave the page. Answers whether one is held over it. */
export function useDroppedFiles(take: Take): boolean {
  const [isOver, setOver] = useState(false);
  const taker = useRef(take);
  useEffect(() => {
    taker.current = take;
  });
  useEffect(() => {
    takers.push(taker);
    const isMine = (event: DragEvent): boolean =>
      takers.at(-1) === taker && (event.dataTransfer?.types.includes('Files') ?? false);
    const over = (event: DragEvent): void => {
      if (!isMine(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      if (!isMine(event)) return;
      event.preventDefault();
      setOver(false);
      taker.current(event.dataTransfer?.files);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      takers.splice(takers.indexOf(taker), 1);
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, []);
  return isOver;
}
