import { z } from 'zod';

// Before any schema is made: zod's faster parsers are compiled, which the policy refuses.
z.config({ jitless: true });
