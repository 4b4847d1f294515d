/** Share: a part of a whole, as files of the dictionaries write it. */
import { z } from 'zod';

export const Share = z.coerce.number().min(0).max(1);
