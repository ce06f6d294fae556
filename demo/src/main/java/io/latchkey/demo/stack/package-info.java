/** Where a running stack is, and the credentials that the demo needs there. */
package io.latchkey.demo.stack;
