// oxlint-disable typescript/no-unsafe-return -- it stands in for a package that has no types here

// Stands for `depd` in the bundle: koa's old deprecation notices, for which that package makes functions out of text.
module.exports = () => Object.assign(() => {}, { function: (wrapped) => wrapped, property: () => {} });
