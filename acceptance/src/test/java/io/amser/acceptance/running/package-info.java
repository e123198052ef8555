/** The whole platform at work, each test a story on the one platform that this JVM runs. */
@NullMarked
package io.amser.acceptance.running;

import org.jspecify.annotations.NullMarked;
