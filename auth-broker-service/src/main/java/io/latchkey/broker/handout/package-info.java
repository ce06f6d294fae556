/** The API that returns credentials to the platform's services. */
@NullMarked
package io.latchkey.broker.handout;

import org.jspecify.annotations.NullMarked;
