/** The servers that Latchkey needs, each a real one, startable alone and again on the same port and data. */
package io.latchkey.local.server;
