/** Refreshes that no caller requests: unused grants, refreshes of crashed replicas, refreshes in doubt. */
@NullMarked
package io.latchkey.broker.refresh.background;

import org.jspecify.annotations.NullMarked;
