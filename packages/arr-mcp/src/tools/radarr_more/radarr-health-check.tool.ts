import { healthCheck } from '../arr/health-check.ts';

export default healthCheck('radarr');
