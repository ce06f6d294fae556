/** Where a stack stands: its checkout, its state folder, its secrets, and how long its processes live. */
package io.latchkey.local.site;
