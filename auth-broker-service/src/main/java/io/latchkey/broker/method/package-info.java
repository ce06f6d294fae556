/**
 * The interface between the broker and a method to authenticate. Each subpackage implements the protocol of one method;
 * no other package does.
 */
@NullMarked
package io.latchkey.broker.method;

import org.jspecify.annotations.NullMarked;
