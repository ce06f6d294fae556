/** Comparison of an API's responses with its OpenAPI document. */
package io.latchkey.testkit.openapi;
