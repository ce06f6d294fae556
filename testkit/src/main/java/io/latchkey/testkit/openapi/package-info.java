/** The document of an API, held against what the API answers. */
package io.latchkey.testkit.openapi;
