/** How far a service has applied the feeds of its projections. */
@NullMarked
package io.latchkey.events.position;

import org.jspecify.annotations.NullMarked;
