/** Notices ahead of an expiry. */
@NullMarked
package io.latchkey.verifier.notice;

import org.jspecify.annotations.NullMarked;
