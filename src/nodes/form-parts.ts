/** Parameters that a form shows together, in their order. */
export type FormPart = {
  /** `Customer`, `Address` */
  title: string;
  params: string[];
  /** Labels of this node, where another node calls the same parameter otherwise. Also of parameters that no part names. */
  labels?: Record<string, string>;
  /** Help of this node, in the same case. */
  help?: Record<string, string>;
};
