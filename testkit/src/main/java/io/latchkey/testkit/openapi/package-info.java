/** Comparison of an API's responses with its OpenAPI document. */
@NullMarked
package io.latchkey.testkit.openapi;

import org.jspecify.annotations.NullMarked;
