/** Conditional requests, path ids and body limits. */
@NullMarked
package io.latchkey.edge.http;

import org.jspecify.annotations.NullMarked;
