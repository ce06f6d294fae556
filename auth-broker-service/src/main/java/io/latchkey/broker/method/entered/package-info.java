/** What the methods share whose credentials a person enters in a form of the broker. */
@NullMarked
package io.latchkey.broker.method.entered;

import org.jspecify.annotations.NullMarked;
