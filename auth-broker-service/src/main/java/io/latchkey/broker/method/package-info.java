/**
 * The interface between the broker and a method to authenticate. Each kind of method is one package below;
 * {@code client}, {@code endpoint} and {@code entered} hold what kinds share.
 */
@NullMarked
package io.latchkey.broker.method;

import org.jspecify.annotations.NullMarked;
