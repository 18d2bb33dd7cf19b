/** Id of the panel in the application's side bar. */
export const panelId = 'collard-panel';
