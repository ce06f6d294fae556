/** The launcher's own small conversations over HTTP. */
@NullMarked
package io.latchkey.local.http;

import org.jspecify.annotations.NullMarked;
