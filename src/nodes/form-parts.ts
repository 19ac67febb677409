/** Parameters that a form shows together, in their order. */
export type FormPart = {
  /** `Customer`, `Address` */
  title: string;
  params: string[];
  /** Labels of this node, where another node calls the same parameter otherwise. */
  labels?: Record<string, string>;
};
