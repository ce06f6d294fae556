/**
 * Types that the three services share: ids, topics, events, facts and the bodies of their internal calls. Records and
 * enums only; nothing here depends on a service or on a framework.
 */
@NullMarked
package io.latchkey.contracts;

import org.jspecify.annotations.NullMarked;
