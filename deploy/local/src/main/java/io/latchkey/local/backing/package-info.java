/** What a server is told, and what can run it. */
package io.latchkey.local.backing;
