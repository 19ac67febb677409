/** Where a table has no room for its columns: what stands around it is a container. */
export const narrow = '@container (max-width: 40rem)';
