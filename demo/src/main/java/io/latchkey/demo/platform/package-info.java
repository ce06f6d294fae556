/** The platform's side: its users and services as callers of the public API, and its view of the event feed. */
@NullMarked
package io.latchkey.demo.platform;

import org.jspecify.annotations.NullMarked;
