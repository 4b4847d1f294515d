/** Peak memory: loaded before a program, it tells as the last line of the program what memory it took at its peak. */
process.on('exit', () => console.log(`peak ${process.resourceUsage().maxRSS}`));
