/** Configuration of the servers, and the interface of what runs them. */
package io.latchkey.local.backing;
