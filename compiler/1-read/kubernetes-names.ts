/** Kubernetes' own rules for the names and values that tags carry (apimachinery's validation, labels and quantities pages). */

const part = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const quantity = /^([0-9]+(\.[0-9]*)?|\.[0-9]+)(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|e[0-9]+|E[0-9]+)?$/;

/** `name` or `prefix/name`, such as `nvidia.com/mig-1g.5gb`. */
export function isQualifiedName(text: string): boolean {
  const slash = text.indexOf('/');
  return slash < 0
    ? part.test(text)
    : slash <= 253 && subdomain.test(text.slice(0, slash)) && part.test(text.slice(slash + 1));
}

/** Annotation keys follow the rule of qualified names; the prefix may have capitals. */
export function isAnnotationKey(text: string): boolean {
  const slash = text.indexOf('/');
  return isQualifiedName(slash < 0 ? text : text.slice(0, slash).toLowerCase() + text.slice(slash));
}

export function isLabelValue(text: string): boolean {
  return text === '' || part.test(text);
}

/** A positive amount such as `500m`, `0.5`, `4Gi`. */
export function isQuantity(text: string): boolean {
  return quantity.test(text) && /[1-9]/.test(text);
}

/** The rule for names of most objects: an RFC 1123 label. */
export function isDnsLabel(text: string): boolean {
  return /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(text) && text.length <= 63;
}
