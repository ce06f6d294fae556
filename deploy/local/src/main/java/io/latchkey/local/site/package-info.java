/** The site of a stack: checkout, state folder, secrets, and the lifetime of its processes. */
@NullMarked
package io.latchkey.local.site;

import org.jspecify.annotations.NullMarked;
