/** Values for client libraries that do not use HTTP, returned as a person entered them. */
@NullMarked
package io.latchkey.broker.method.driver;

import org.jspecify.annotations.NullMarked;
