/** The launcher's own small conversations over HTTP. */
package io.latchkey.local.http;
