/** AWS Signature Version 4, for AWS and for services with the same signatures. */
@NullMarked
package io.latchkey.broker.method.sigv4;

import org.jspecify.annotations.NullMarked;
