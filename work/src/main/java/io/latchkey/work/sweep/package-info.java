/** Due work in rows of a table: claimed by one replica, processed, postponed if it fails. */
@NullMarked
package io.latchkey.work.sweep;

import org.jspecify.annotations.NullMarked;
