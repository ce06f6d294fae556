/** What a service refuses to run with in production. */
@NullMarked
package io.latchkey.edge.safety;

import org.jspecify.annotations.NullMarked;
