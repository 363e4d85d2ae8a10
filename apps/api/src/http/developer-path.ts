/** Path of developer pages; the next segment may be a secret. */
export const DEVELOPER_PATH = '/dev';
