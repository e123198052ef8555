@NullMarked
package io.amser.devstack.service;

import org.jspecify.annotations.NullMarked;
