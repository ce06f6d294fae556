/** HTTP calls and their answers. */
@NullMarked
package io.latchkey.demo.http;

import org.jspecify.annotations.NullMarked;
