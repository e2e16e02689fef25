/* Set up before every test file: property tests draw the same cases every time; a failure becomes a named test. */
import fc from 'fast-check';

fc.configureGlobal({ seed: 20261120 });
