/** A page for managers, as their navigation names it. */
interface ManagerSection {
  readonly text: string;
  readonly href: string;
}

const SECTIONS: readonly ManagerSection[] = [
  { text: 'Workload', href: '/workload' },
  { text: 'Advice', href: '/advice' },
  { text: 'Annual reviews', href: '/annual-reviews' },
  { text: 'Phase transfer', href: '/phase-transfer' },
  { text: 'Exceptions', href: '/exceptions' },
];

/**
 * The navigation between the pages about the work of others.
 * @param path of the page that is shown
 */
export function managerSections(path: string): readonly (ManagerSection & { readonly active: boolean })[] {
  return SECTIONS.map((section) => ({
    ...section,
    active: path === section.href || path.startsWith(`${section.href}/`),
  }));
}
