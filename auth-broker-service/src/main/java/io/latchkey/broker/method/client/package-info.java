/** The clients with which methods make requests, and what an operator must do about them. */
@NullMarked
package io.latchkey.broker.method.client;

import org.jspecify.annotations.NullMarked;
