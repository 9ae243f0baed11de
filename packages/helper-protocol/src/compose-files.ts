/** The names a compose file may have, in the order in which the compose commands look for them. */
export const composeFileNames = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'] as const;

/** A compose file beyond this is refused, in bytes. */
export const maxComposeBytes = 1024 * 1024;
