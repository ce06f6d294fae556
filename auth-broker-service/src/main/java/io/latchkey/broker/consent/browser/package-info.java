/** Responses to browsers: pages, cookies, and the closed list of rejections. */
@NullMarked
package io.latchkey.broker.consent.browser;

import org.jspecify.annotations.NullMarked;
