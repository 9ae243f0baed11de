import { systemStatus } from '../arr/system-status.ts';

export default systemStatus('radarr');
