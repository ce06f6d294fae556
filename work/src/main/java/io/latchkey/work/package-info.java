/** Background work that is detached from requests and events, and the classification of server failures. */
@NullMarked
package io.latchkey.work;

import org.jspecify.annotations.NullMarked;
