/** HTTP calls and their answers. */
package io.latchkey.demo.http;
