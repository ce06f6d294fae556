/** Addresses of a running stack, and the credentials that the demo needs. */
package io.latchkey.demo.stack;
