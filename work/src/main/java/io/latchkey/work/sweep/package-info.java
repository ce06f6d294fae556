/** Work that falls due in rows of a table: claimed by one replica, carried out, postponed if it fails. */
@NullMarked
package io.latchkey.work.sweep;

import org.jspecify.annotations.NullMarked;
